@NullMarked
package org.mingjian.pki.app;

import org.jspecify.annotations.NullMarked;
