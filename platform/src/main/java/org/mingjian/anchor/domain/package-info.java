@NullMarked
package org.mingjian.anchor.domain;

import org.jspecify.annotations.NullMarked;
