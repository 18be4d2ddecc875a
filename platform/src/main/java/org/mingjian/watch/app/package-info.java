@NullMarked
package org.mingjian.watch.app;

import org.jspecify.annotations.NullMarked;
