@NullMarked
package org.mingjian.anchor.app;

import org.jspecify.annotations.NullMarked;
