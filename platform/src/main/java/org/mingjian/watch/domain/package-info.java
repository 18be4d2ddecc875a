@NullMarked
package org.mingjian.watch.domain;

import org.jspecify.annotations.NullMarked;
