/** What can be measured of the exchange, for {@code ./mingjian bench}. */
@NullMarked
@NamedInterface("command")
package org.mingjian.exchange.command;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
