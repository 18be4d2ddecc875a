@NullMarked
package org.mingjian.sealing.app;

import org.jspecify.annotations.NullMarked;
