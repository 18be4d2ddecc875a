@NullMarked
package org.mingjian.facts.app;

import org.jspecify.annotations.NullMarked;
