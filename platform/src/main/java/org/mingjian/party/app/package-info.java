@NullMarked
package org.mingjian.party.app;

import org.jspecify.annotations.NullMarked;
