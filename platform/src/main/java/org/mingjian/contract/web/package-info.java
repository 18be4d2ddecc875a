@NullMarked
package org.mingjian.contract.web;

import org.jspecify.annotations.NullMarked;
