package org.mingjian.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mingjian.identity.Caller;
import org.mingjian.identity.Needs;
import org.mingjian.identity.Noted;
import org.mingjian.identity.Permission;
import org.mingjian.identity.app.KeepingPosts;
import org.mingjian.identity.app.ReadingRights;
import org.mingjian.identity.store.ProposalStore.Post;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Grants, posts, what excludes what, and who can do what where. */
@RestController
@RequestMapping("/api")
class RightsController {

    record Pair(String one, String oneTitle, String other, String otherTitle, String rule, String basis) {}

    record NewPost(
            @NotNull UUID organisation,
            @NotBlank @Size(max = 100) String title) {}

    private final ReadingRights reading;
    private final KeepingPosts posts;

    RightsController(ReadingRights reading, KeepingPosts posts) {
        this.reading = reading;
        this.posts = posts;
    }

    @Needs(Permission.SELF)
    @GetMapping("/rights/mine")
    List<ReadingRights.GrantView> mine(Caller caller) {
        return reading.grants(caller.account());
    }

    @Needs(Permission.RIGHTS_READ)
    @GetMapping("/accounts/{id}/rights")
    List<ReadingRights.GrantView> of(@PathVariable UUID id) {
        return reading.grants(id);
    }

    @Noted("审查谁能做什么")
    @Needs(Permission.RIGHTS_REVIEW)
    @GetMapping("/rights/who")
    List<ReadingRights.HolderView> who(
            @RequestParam Permission permission,
            @RequestParam(required = false) @Nullable String trade,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "\\d{6}") String region) {
        return reading.whoCan(permission, trade, region);
    }

    @Needs(Permission.RIGHTS_READ)
    @GetMapping("/rights/incompatible")
    List<Pair> incompatible() {
        return reading.incompatible().stream()
                .map(pair -> new Pair(
                        pair.one().name(),
                        pair.one().title(),
                        pair.other().name(),
                        pair.other().title(),
                        pair.rule(),
                        pair.basis()))
                .toList();
    }

    @Needs(Permission.RIGHTS_READ)
    @GetMapping("/posts")
    List<Post> posts(@RequestParam(required = false) @Nullable UUID organisation) {
        return posts.of(organisation);
    }

    @Needs(Permission.ACCOUNT_KEEP)
    @PostMapping("/posts")
    Post add(@Valid @RequestBody NewPost wanted, Caller caller) {
        return posts.add(wanted.organisation(), wanted.title(), caller);
    }
}
