@NullMarked
package org.mingjian.credit.app;

import org.jspecify.annotations.NullMarked;
