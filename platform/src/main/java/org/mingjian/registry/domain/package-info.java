@NullMarked
package org.mingjian.registry.domain;

import org.jspecify.annotations.NullMarked;
