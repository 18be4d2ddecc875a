/** Taking backups and shipping the database's log of changes. */
@NullMarked
package org.mingjian.backup.app;

import org.jspecify.annotations.NullMarked;
