@NullMarked
package org.mingjian.party.store;

import org.jspecify.annotations.NullMarked;
