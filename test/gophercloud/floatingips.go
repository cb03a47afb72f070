package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/dns"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/floatingips"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/portforwarding"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/routers"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
)

// floatingIP has what the provider reads of one.
type floatingIP struct {
	floatingips.FloatingIP
	dns.FloatingIPDNSExt
}

func readFloating(neutron *gophercloud.ServiceClient, id string) (found floatingIP) {
	succeed(floatingips.Get(neutron, id).ExtractInto(&found))
	return found
}

func floatingState(neutron *gophercloud.ServiceClient, id string) refresh {
	return func() (string, error) {
		found, err := floatingips.Get(neutron, id).Extract()
		return stateOf(found.Status, err)
	}
}

// makeFloating makes one and waits until it is there.
func makeFloating(neutron *gophercloud.ServiceClient, options floatingips.CreateOptsBuilder) string {
	made := must(floatingips.Create(neutron, options).Extract())
	await(nil, []string{"ACTIVE", "DOWN"}, floatingState(neutron, made.ID))
	return made.ID
}

func deleteFloating(neutron *gophercloud.ServiceClient, id string) {
	succeed(floatingips.Delete(neutron, id).ExtractErr())
	await([]string{"ACTIVE", "DOWN"}, []string{"DELETED"}, floatingState(neutron, id))
}

// site is an outside, an inside and a router between them.
type site struct{ outside, outsideSubnet, inside, subnet, router, plug string }

func makeSite(neutron *gophercloud.ServiceClient, name, outside, inside string) (made site) {
	made.outside, made.outsideSubnet = makeOutside(neutron, name+" outside", outside)
	made.inside, made.subnet = makeNet(neutron, name+" inside", inside)
	made.router = makeRouter(neutron, routers.CreateOpts{Name: name, GatewayInfo: &routers.GatewayInfo{NetworkID: made.outside}})
	made.plug = attach(neutron, made.router, routers.AddInterfaceOpts{SubnetID: made.subnet}).PortID
	return made
}

func (of site) destroy(neutron *gophercloud.ServiceClient) {
	destroy(detaching(neutron, of.router, of.plug, routers.RemoveInterfaceOpts{SubnetID: of.subnet}))
	deleteRouter(neutron, of.router)
	for _, each := range []string{of.inside, of.outside} {
		destroy(networkDeletion(neutron, each))
	}
}

func floatingIPs() {
	neutron := connect("admin")
	site := makeSite(neutron, "of floating IPs", "198.18.0.0/24", "10.50.0.0/24")
	port := makePort(neutron, ports.CreateOpts{NetworkID: site.inside, FixedIPs: []ports.IP{{SubnetID: site.subnet, IPAddress: "10.50.0.50"}}})
	id := makeFloating(neutron, dns.FloatingIPCreateOptsExt{
		CreateOptsBuilder: floatingips.CreateOpts{
			FloatingNetworkID: site.outside, Description: "first", FloatingIP: "198.18.0.77", SubnetID: site.outsideSubnet,
			PortID: port, FixedIP: "10.50.0.50",
		},
		DNSName: "www", DNSDomain: "example.",
	})
	must(attributestags.ReplaceAll(neutron, "floatingips", id, attributestags.ReplaceAllOpts{Tags: []string{"f"}}).Extract())
	made := readFloating(neutron, id)
	check("times", !made.CreatedAt.IsZero() && !made.UpdatedAt.IsZero(), made)
	equal("made", made.FloatingIP, floatingips.FloatingIP{
		ID: id, Description: "first", FloatingNetworkID: site.outside, FloatingIP: "198.18.0.77", PortID: port, FixedIP: "10.50.0.50",
		TenantID: made.ProjectID, ProjectID: made.ProjectID, UpdatedAt: made.UpdatedAt, CreatedAt: made.CreatedAt,
		Status: made.Status, RouterID: site.router, Tags: []string{"f"},
	})
	equal("DNS", made.FloatingIPDNSExt, dns.FloatingIPDNSExt{DNSName: "www", DNSDomain: "example."})
	refused[gophercloud.ErrDefault409](floatingips.Create(neutron, floatingips.CreateOpts{
		FloatingNetworkID: site.outside, PortID: port,
	}).Err, "FloatingIPPortAlreadyAssociated")
	refused[gophercloud.ErrDefault409](routers.Delete(neutron, site.router).ExtractErr(), "RouterInUse")
	refused[gophercloud.ErrDefault409](
		routers.Update(neutron, site.router, routers.UpdateOpts{GatewayInfo: &routers.GatewayInfo{}}).Err,
		"RouterExternalGatewayInUseByFloatingIp")

	associate(neutron, id, port)
	find := func(options floatingips.ListOpts) int {
		var found []floatingIP
		succeed(floatingips.ExtractFloatingIPsInto(must(floatingips.List(neutron, options).AllPages()), &found))
		return len(found)
	}
	equal("found", find(floatingips.ListOpts{FloatingIP: "198.18.0.77", PortID: port, FixedIP: "10.50.0.50", Tags: "f"}), 1)
	equal("not found", find(floatingips.ListOpts{FloatingNetworkID: site.outside, Status: "ERROR"}), 0)
	deleteFloating(neutron, id)
	refused[gophercloud.ErrDefault404](floatingips.Get(neutron, id).Err, "FloatingIPNotFound")
	deletePort(neutron, port)
	site.destroy(neutron)
}

// associate takes the port from a floating IP and gives it back, as openstack_networking_floatingip_associate_v2 does.
func associate(neutron *gophercloud.ServiceClient, id, port string) {
	must(floatingips.Update(neutron, id, floatingips.UpdateOpts{PortID: ref(""), Description: ref("")}).Extract())
	await(nil, []string{"ACTIVE", "DOWN"}, floatingState(neutron, id))
	free := readFloating(neutron, id)
	equal("free", [4]string{free.PortID, free.FixedIP, free.RouterID, free.Description}, [4]string{})
	equal("status", free.Status, "DOWN")
	must(floatingips.Update(neutron, id, floatingips.UpdateOpts{PortID: ref(port), FixedIP: "10.50.0.50"}).Extract())
	await(nil, []string{"ACTIVE", "DOWN"}, floatingState(neutron, id))
	equal("associated", readFloating(neutron, id).PortID, port)
}

func portForwardings() {
	neutron := connect("admin")
	site := makeSite(neutron, "of port forwardings", "198.18.1.0/24", "10.51.0.0/24")
	port := makePort(neutron, ports.CreateOpts{NetworkID: site.inside, FixedIPs: []ports.IP{{SubnetID: site.subnet, IPAddress: "10.51.0.50"}}})
	floating := makeFloating(neutron, floatingips.CreateOpts{FloatingNetworkID: site.outside})
	options := portforwarding.CreateOpts{
		InternalPortID: port, InternalIPAddress: "10.51.0.50", InternalPort: 25, ExternalPort: 2525, Protocol: "tcp",
	}
	id := must(portforwarding.Create(neutron, floating, options).Extract()).ID
	state := func() (string, error) { return stateOf("ACTIVE", portforwarding.Get(neutron, floating, id).Err) }
	await(nil, []string{"ACTIVE"}, state)
	equal("made", *must(portforwarding.Get(neutron, floating, id).Extract()), portforwarding.PortForwarding{
		ID: id, InternalPortID: port, ExternalPort: 2525, Protocol: "tcp", InternalPort: 25, InternalIPAddress: "10.51.0.50",
	})
	refused[gophercloud.ErrDefault400](portforwarding.Create(neutron, floating, options).Err, "BadRequest")
	changed := must(portforwarding.Update(neutron, floating, id, portforwarding.UpdateOpts{
		ExternalPort: 2526, InternalPort: 26, Protocol: "udp",
	}).Extract())
	equal("changed", *changed, portforwarding.PortForwarding{
		ID: id, InternalPortID: port, ExternalPort: 2526, Protocol: "udp", InternalPort: 26, InternalIPAddress: "10.51.0.50",
	})
	for wanted, count := range map[string]int{"2526": 1, "2525": 0} {
		pages := must(portforwarding.List(neutron, portforwarding.ListOpts{ExternalPort: wanted}, floating).AllPages())
		equal("found", len(must(portforwarding.ExtractPortForwardings(pages))), count)
	}
	succeed(portforwarding.Delete(neutron, floating, id).ExtractErr())
	await([]string{"ACTIVE"}, []string{"DELETED"}, state)
	refused[gophercloud.ErrDefault404](portforwarding.Delete(neutron, floating, id).ExtractErr(), "PortForwardingNotFound")
	deleteFloating(neutron, floating)
	deletePort(neutron, port)
	site.destroy(neutron)
}
