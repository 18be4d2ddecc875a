package org.mingjian.pki.app;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.mingjian.pki.RemoteSigners;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Finds a signing service for a channel: a licensed one before the stand-in. */
@Component
class SigningDoors implements RemoteSigners {

    private final Map<Channel, Service> services = new ConcurrentHashMap<>();

    SigningDoors(ObjectProvider<Service> licensed, ObjectProvider<StandInPhones> standIn) {
        standIn.ifAvailable(phones -> phones.services().forEach(one -> services.put(one.channel(), one)));
        licensed.forEach(one -> services.put(one.channel(), one));
    }

    @Override
    public Optional<Service> of(Channel channel) {
        return Optional.ofNullable(services.get(channel));
    }

    @Override
    public List<Channel> channels() {
        return Stream.of(Channel.values()).filter(services::containsKey).toList();
    }
}
