/**
 * 组织、用户、权限: organisations in a 省–市–县 tree, accounts and their roles, certificates of the development authority,
 * login, sessions, and the permission that each endpoint names. Also the one place where refusals and failures become
 * answers. Knows nothing about trades.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"kernel", "ops", "facts", "pki"})
package org.mingjian.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
