@NullMarked
package org.mingjian.facts.domain;

import org.jspecify.annotations.NullMarked;
