@NullMarked
package org.mingjian.facts.web;

import org.jspecify.annotations.NullMarked;
