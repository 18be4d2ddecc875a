@NullMarked
package org.mingjian.tender.web;

import org.jspecify.annotations.NullMarked;
