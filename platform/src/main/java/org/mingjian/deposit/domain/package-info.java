@NullMarked
package org.mingjian.deposit.domain;

import org.jspecify.annotations.NullMarked;
