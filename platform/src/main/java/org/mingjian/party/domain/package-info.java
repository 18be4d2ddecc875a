@NullMarked
package org.mingjian.party.domain;

import org.jspecify.annotations.NullMarked;
