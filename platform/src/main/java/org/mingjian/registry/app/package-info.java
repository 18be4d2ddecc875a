@NullMarked
package org.mingjian.registry.app;

import org.jspecify.annotations.NullMarked;
