@NullMarked
package org.mingjian.document.app;

import org.jspecify.annotations.NullMarked;
