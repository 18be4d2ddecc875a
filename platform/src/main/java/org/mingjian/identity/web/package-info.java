@NullMarked
package org.mingjian.identity.web;

import org.jspecify.annotations.NullMarked;
