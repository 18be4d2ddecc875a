@NullMarked
package org.mingjian.identity.domain;

import org.jspecify.annotations.NullMarked;
