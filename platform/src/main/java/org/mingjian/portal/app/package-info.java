@NullMarked
package org.mingjian.portal.app;

import org.jspecify.annotations.NullMarked;
