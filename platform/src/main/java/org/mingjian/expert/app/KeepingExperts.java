package org.mingjian.expert.app;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingjian.expert.ExpertError;
import org.mingjian.expert.ExpertId;
import org.mingjian.expert.ExpertPool;
import org.mingjian.expert.ExpertState;
import org.mingjian.expert.ExpertView;
import org.mingjian.expert.Experts;
import org.mingjian.expert.Interested;
import org.mingjian.expert.NewExpert;
import org.mingjian.expert.PoolRequest;
import org.mingjian.expert.domain.Avoidance;
import org.mingjian.expert.store.ExpertStore;
import org.mingjian.facts.Actor;
import org.mingjian.facts.Facts;
import org.mingjian.facts.NewFact;
import org.mingjian.facts.Secrecy;
import org.mingjian.identity.Caller;
import org.mingjian.identity.IdentityError;
import org.mingjian.identity.Permission;
import org.mingjian.identity.Place;
import org.mingjian.identity.Reach;
import org.mingjian.kernel.PlatformException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps the pool and tells from whom may be drawn. */
@Service
public class KeepingExperts implements Experts {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Pattern SPECIALTY = Pattern.compile("[A-Z]\\d{2,8}");

    /** From which states an expert may come to a state. */
    private static final Map<ExpertState, Set<ExpertState>> BEFORE = new EnumMap<>(Map.of(
            ExpertState.ACTIVE, EnumSet.of(ExpertState.PAUSED),
            ExpertState.PAUSED, EnumSet.of(ExpertState.ACTIVE),
            ExpertState.RETIRED, EnumSet.of(ExpertState.ACTIVE, ExpertState.PAUSED)));

    private final ExpertStore store;
    private final Facts facts;
    private final InstantSource clock;

    KeepingExperts(ExpertStore store, Facts facts, InstantSource clock) {
        this.store = store;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    @Transactional
    public ExpertId register(NewExpert expert, Actor actor) {
        return registerAll(List.of(expert), actor).getFirst();
    }

    /** All or none (入库、批量导入). */
    @Transactional
    public List<ExpertId> registerAll(List<NewExpert> experts, Actor actor) {
        Instant now = clock.instant();
        var ids = new ArrayList<ExpertId>(experts.size());
        var news = new ArrayList<NewFact>(experts.size());
        for (int i = 0; i < experts.size(); i++) {
            NewExpert expert = experts.get(i);
            check(expert, i + 1);
            ExpertId id = new ExpertId(UUID.randomUUID());
            try {
                store.add(id, expert, now);
            } catch (DuplicateKeyException e) {
                throw new PlatformException(ExpertError.ACCOUNT_TAKEN, "第 " + (i + 1) + " 行", e);
            }
            ids.add(id);
            news.add(NewFact.secret(stream(id), "expert.registered", actor, expert, Secrecy.SEALED));
        }
        facts.recordAll(news);
        return ids;
    }

    private static void check(NewExpert expert, int line) {
        if (expert.name().isBlank()
                || expert.employer().isBlank()
                || expert.specialties().isEmpty()) {
            throw new PlatformException(ExpertError.INVALID_EXPERT, "第 " + line + " 行：姓名、单位、专业不能为空");
        }
        for (String specialty : expert.specialties()) {
            if (!SPECIALTY.matcher(specialty).matches()) {
                throw new PlatformException(ExpertError.INVALID_EXPERT, "第 " + line + " 行：专业代码 " + specialty);
            }
        }
    }

    /** The same by somebody whose rights reach some regions only. */
    @Transactional
    public List<ExpertId> registerAll(List<NewExpert> experts, Caller caller) {
        Reach reach = caller.reach(Permission.EXPERT_POOL);
        for (NewExpert expert : experts) {
            if (!reach.covers(Place.region(expert.regionCode()))) {
                throw new PlatformException(IdentityError.OUT_OF_REACH, expert.regionCode());
            }
        }
        return registerAll(experts, caller.actor());
    }

    /** 暂停、恢复、退出, each with its reason. */
    @Transactional
    public ExpertView move(ExpertId id, ExpertState to, String reason, Caller caller) {
        ExpertView expert = store.lock(id, caller.reach(Permission.EXPERT_POOL))
                .orElseThrow(() -> new PlatformException(
                        store.find(id).isPresent() ? IdentityError.OUT_OF_REACH : ExpertError.EXPERT_NOT_FOUND,
                        id.toString()));
        if (!BEFORE.getOrDefault(to, Set.of()).contains(expert.state())) {
            throw new PlatformException(
                    ExpertError.WRONG_EXPERT_STATE, expert.state().title() + " → " + to.title());
        }
        store.state(id, to, reason, clock.instant());
        facts.record(NewFact.secret(
                stream(id),
                "expert." + to.name().toLowerCase(java.util.Locale.ROOT),
                caller.actor(),
                Map.of("reason", reason),
                Secrecy.SEALED));
        return get(id);
    }

    @Override
    public Optional<ExpertView> find(ExpertId id) {
        return store.find(id);
    }

    private ExpertView get(ExpertId id) {
        return store.find(id).orElseThrow(() -> new PlatformException(ExpertError.EXPERT_NOT_FOUND, id.toString()));
    }

    @Override
    public Optional<ExpertView> byAccount(UUID account) {
        return store.byAccount(account);
    }

    @Override
    public Optional<String> avoidance(ExpertId id, List<Interested> interested, LocalDate day) {
        return Avoidance.reason(get(id), interested, day);
    }

    @Override
    public ExpertPool pool(PoolRequest request) {
        var members = new ArrayList<ExpertPool.Member>();
        var notes = new ArrayList<String>();
        for (PoolRequest.Need need : request.needs()) {
            List<ExpertPool.Member> found = members(request, need, request.regionCode());
            long free = found.stream().filter(one -> one.excluded().isEmpty()).count();
            if (request.regionCode() != null && free < need.number()) {
                notes.add("专业 " + need.specialty() + "：本地区候选 " + free + " 人，扩大到全省");
                found = members(request, need, null);
            }
            members.addAll(found);
        }
        return new ExpertPool(List.copyOf(members), List.copyOf(notes));
    }

    private List<ExpertPool.Member> members(PoolRequest request, PoolRequest.Need need, @Nullable String region) {
        LocalDate day = request.at().atZone(ZONE).toLocalDate();
        return store.callable(need.specialty(), region).stream()
                .map(expert -> {
                    UUID account = expert.account();
                    if (account != null && request.barred().contains(account)) {
                        return new ExpertPool.Member(need.specialty(), expert.id(), ExpertPool.BARRED);
                    }
                    String reason = request.excluded().contains(expert.id())
                            ? "已被抽取或时间冲突"
                            : Avoidance.reason(expert, request.interested(), day)
                                    .orElse("");
                    return new ExpertPool.Member(need.specialty(), expert.id(), reason);
                })
                .toList();
    }

    private static String stream(ExpertId id) {
        return "expert:" + id;
    }
}
