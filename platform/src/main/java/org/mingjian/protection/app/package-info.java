@NullMarked
package org.mingjian.protection.app;

import org.jspecify.annotations.NullMarked;
