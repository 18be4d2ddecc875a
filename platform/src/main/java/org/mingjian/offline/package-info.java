/**
 * The offline commands for people outside: a vendor, a bidder, an auditor, a court. No server, no Spring, no database.
 *
 * <p>A command implements {@link org.mingjian.kernel.command.Command} in the root package of the module whose work it
 * shows, and is named once in {@link org.mingjian.offline.Offline}.
 */
@NullMarked
package org.mingjian.offline;

import org.jspecify.annotations.NullMarked;
