@NullMarked
package org.mingjian.party.web;

import org.jspecify.annotations.NullMarked;
