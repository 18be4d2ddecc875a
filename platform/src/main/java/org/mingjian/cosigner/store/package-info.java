@NullMarked
package org.mingjian.cosigner.store;

import org.jspecify.annotations.NullMarked;
