@NullMarked
package org.mingjian.identity.app;

import org.jspecify.annotations.NullMarked;
