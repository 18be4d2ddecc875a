@NullMarked
package org.mingjian.deposit.web;

import org.jspecify.annotations.NullMarked;
