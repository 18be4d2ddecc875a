/**
 * 备份与恢复: sealed copies of database, files and keys outside the data folder, a log of changes beside them, and the way
 * back. What is copied is sealed for one public key whose private half stays with the backup's keeper, so the copy
 * tells nothing to whoever stores it (GB/T 22239-2019 8.1.4.9). Knows files and servers, not what they hold.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "sealing::command"})
package org.mingjian.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
