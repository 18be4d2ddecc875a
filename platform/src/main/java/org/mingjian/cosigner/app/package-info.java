@NullMarked
package org.mingjian.cosigner.app;

import org.jspecify.annotations.NullMarked;
