"""A hypervisor without machines, that waits for ports to be plugged as the one of libvirt does.

Nova's own fake driver plugs nothing and waits for nothing. This one starts a machine when Nova was told
`network-vif-plugged` of each of its ports that was not active, by the same means and with the same settings as
`nova.virt.libvirt.driver._create_guest_with_network`. As there, what it waits for is known before the machine's disk
is made; that takes as long as there is a file `busy` in the folder of the host.
"""
import os
import time

import eventlet
import nova.conf
from nova import exception
from nova.virt import fake
from oslo_log import log

CONF = nova.conf.CONF
LOG = log.getLogger(__name__)


class WaitingDriver(fake.FakeDriver):

    def get_host_uptime(self):
        return ''

    def _make_disk(self):
        busy = os.path.join(CONF.state_path, 'busy')
        if os.path.exists(busy):
            LOG.info('busy with a disk')
        while os.path.exists(busy):
            time.sleep(0.1)

    def _failed(self, event_name, instance):
        if CONF.vif_plugging_is_fatal:
            raise exception.VirtualInterfaceCreateException()

    def spawn(self, context, instance, image_meta, injected_files,
              admin_password, allocations, network_info=None,
              block_device_info=None, power_on=True, accel_info=None):
        ports = [vif['id'] for vif in network_info or [] if vif.get('active', True) is False]
        self._make_disk()
        try:
            with self.virtapi.wait_for_instance_event(
                    instance, [('network-vif-plugged', port) for port in ports],
                    deadline=CONF.vif_plugging_timeout, error_callback=self._failed):
                LOG.info('waiting for ports: %s', ' '.join(ports) or 'none')
                super().spawn(context, instance, image_meta, injected_files, admin_password,
                              allocations, network_info, block_device_info, power_on, accel_info)
        except eventlet.timeout.Timeout:
            if CONF.vif_plugging_is_fatal:
                self.destroy(context, instance, network_info, block_device_info)
                raise exception.VirtualInterfaceCreateException()
