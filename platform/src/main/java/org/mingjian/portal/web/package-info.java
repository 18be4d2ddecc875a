@NullMarked
package org.mingjian.portal.web;

import org.jspecify.annotations.NullMarked;
