/** The doors of the exchange. */
@NullMarked
package org.mingjian.exchange.web;

import org.jspecify.annotations.NullMarked;
