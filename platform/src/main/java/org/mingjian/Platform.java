package org.mingjian;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: every module of the platform in one process. */
@SpringBootApplication
public class Platform {

    public static void main(String[] args) {
        SpringApplication.run(Platform.class, args);
    }
}
