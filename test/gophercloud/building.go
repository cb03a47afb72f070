package main

import (
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/routers"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/portsbinding"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/subnets"
)

// building makes things while nobody takes them, says so, and waits as the provider does until they are there.
func building() {
	neutron := connect("admin")
	network := must(networks.Create(neutron, networks.CreateOpts{Name: "being built"}).Extract())
	router := must(routers.Create(neutron, routers.CreateOpts{Name: "being built"}).Extract())
	subnet := makeSubnet(neutron, subnets.CreateOpts{NetworkID: network.ID, CIDR: "10.80.0.0/24", IPVersion: 4})
	port := must(ports.Create(neutron, portsbinding.CreateOptsExt{
		CreateOptsBuilder: ports.CreateOpts{NetworkID: network.ID, DeviceOwner: "compute:nova", DeviceID: "machine"},
		HostID:            "host-1",
	}).Extract())
	equal("before", []string{
		readNetwork(neutron, network.ID).Status, readRouter(neutron, router.ID).Status, readPort(neutron, port.ID).Status,
	}, []string{"BUILD", "BUILD", "BUILD"})
	plug := must(routers.AddInterface(neutron, router.ID, routers.AddInterfaceOpts{SubnetID: subnet}).Extract()).PortID
	equal("an interface, for which some versions of the provider wait with no state pending", readPort(neutron, plug).Status, "ACTIVE")

	must(networks.Update(neutron, network.ID, networks.UpdateOpts{Description: ref("seen")}).Extract())
	await([]string{"BUILD"}, []string{"ACTIVE", "DOWN"}, networkState(neutron, network.ID))
	await([]string{"BUILD", "PENDING_CREATE", "PENDING_UPDATE"}, []string{"ACTIVE"}, routerState(neutron, router.ID))
	await(nil, []string{"ACTIVE", "DOWN"}, portState(neutron, port.ID))
	equal("after", readPort(neutron, port.ID).Status, "ACTIVE")

	destroy(detaching(neutron, router.ID, plug, routers.RemoveInterfaceOpts{SubnetID: subnet}))
	deletePort(neutron, port.ID)
	deleteRouter(neutron, router.ID)
	destroy(networkDeletion(neutron, network.ID))
}
