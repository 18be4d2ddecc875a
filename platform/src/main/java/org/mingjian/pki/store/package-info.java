@NullMarked
package org.mingjian.pki.store;

import org.jspecify.annotations.NullMarked;
