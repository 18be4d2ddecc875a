@NullMarked
package org.mingjian.credit.domain;

import org.jspecify.annotations.NullMarked;
