/**
 * 联署方: the node by which another organisation follows a log and co-signs its tree heads. It shares no code with the
 * platform, needs no database, and keeps one small file so that it never vouches for two histories.
 */
@NullMarked
package org.mingjian.cosign;

import org.jspecify.annotations.NullMarked;
