package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/subnets"
)

// makeSubnet makes one and waits until it can be read.
func makeSubnet(neutron *gophercloud.ServiceClient, options subnets.CreateOpts) string {
	made := must(subnets.Create(neutron, options).Extract())
	await(nil, []string{"ACTIVE"}, func() (string, error) { return stateOf("ACTIVE", subnets.Get(neutron, made.ID).Err) })
	return made.ID
}

func readSubnet(neutron *gophercloud.ServiceClient, id string) subnets.Subnet {
	return *must(subnets.Get(neutron, id).Extract())
}

func subnetDeletion(neutron *gophercloud.ServiceClient, id string) refresh {
	return deleting(
		func() error { return subnets.Get(neutron, id).Err },
		func() error { return subnets.Delete(neutron, id).ExtractErr() },
	)
}

// makeNet makes a network with one subnet.
func makeNet(neutron *gophercloud.ServiceClient, name, cidr string) (network, subnet string) {
	network = makeNetwork(neutron, networks.CreateOpts{Name: name})
	return network, makeSubnet(neutron, subnets.CreateOpts{NetworkID: network, CIDR: cidr, IPVersion: gophercloud.IPv4})
}

func subnetsOfBothVersions() {
	neutron := connect("admin")
	network := makeNetwork(neutron, networks.CreateOpts{Name: "of subnets"})
	four := fourthVersion(neutron, network)
	sixth := sixthVersions(neutron, network)
	withoutGateway := makeSubnet(neutron, subnets.CreateOpts{
		NetworkID: network, CIDR: "10.22.0.0/24", IPVersion: gophercloud.IPv4, GatewayIP: ref(""), EnableDHCP: ref(false),
	})
	bare := readSubnet(neutron, withoutGateway)
	equal("no gateway", bare.GatewayIP, "")
	equal("all addresses but none for a gateway", bare.AllocationPools, []subnets.AllocationPool{{Start: "10.22.0.1", End: "10.22.0.254"}})

	changeSubnet(neutron, four)
	findSubnets(neutron, network, four, sixth)
	overlapping := subnets.CreateOpts{NetworkID: network, CIDR: "10.20.0.0/25", IPVersion: gophercloud.IPv4}
	refused[gophercloud.ErrDefault400](subnets.Create(neutron, overlapping).Err, "InvalidInput")
	port := must(ports.Create(neutron, ports.CreateOpts{NetworkID: network, FixedIPs: []ports.IP{{SubnetID: four}}}).Extract())
	refused[gophercloud.ErrDefault409](subnets.Delete(neutron, four).ExtractErr(), "SubnetInUse")
	turn := subnetDeletion(neutron, four)
	equal("while it has a port", must(turn()), "ACTIVE")
	succeed(ports.Delete(neutron, port.ID).ExtractErr())
	destroy(turn)
	refused[gophercloud.ErrDefault404](subnets.Get(neutron, four).Err, "SubnetNotFound")
	same("subnets of the network", readNetwork(neutron, network).Subnets, append(sixth, withoutGateway))
	for _, each := range append(sixth, withoutGateway) {
		destroy(subnetDeletion(neutron, each))
	}
	destroy(networkDeletion(neutron, network))
}

func fourthVersion(neutron *gophercloud.ServiceClient, network string) string {
	pools := []subnets.AllocationPool{{Start: "10.20.0.10", End: "10.20.0.19"}, {Start: "10.20.0.30", End: "10.20.0.39"}}
	routes := []subnets.HostRoute{{DestinationCIDR: "10.9.0.0/16", NextHop: "10.20.0.9"}}
	id := makeSubnet(neutron, subnets.CreateOpts{
		NetworkID: network, Name: "four", Description: "first", CIDR: "10.20.0.0/24", IPVersion: gophercloud.IPv4,
		GatewayIP: ref("10.20.0.2"), EnableDHCP: ref(true), AllocationPools: pools,
		DNSNameservers: []string{"192.0.2.54", "192.0.2.53"}, HostRoutes: routes,
	})
	must(attributestags.ReplaceAll(neutron, "subnets", id, attributestags.ReplaceAllOpts{Tags: []string{"a"}}).Extract())
	made := readSubnet(neutron, id)
	check("a project", made.ProjectID != "", made)
	equal("made", made, subnets.Subnet{
		ID: id, NetworkID: network, Name: "four", Description: "first", IPVersion: 4, CIDR: "10.20.0.0/24",
		GatewayIP: "10.20.0.2", DNSNameservers: []string{"192.0.2.54", "192.0.2.53"}, AllocationPools: pools, HostRoutes: routes,
		EnableDHCP: true, TenantID: made.ProjectID, ProjectID: made.ProjectID, Tags: []string{"a"},
	})
	return id
}

func sixthVersions(neutron *gophercloud.ServiceClient, network string) (ids []string) {
	for cidr, mode := range map[string]string{
		"2001:db8:1::/64": "slaac", "2001:db8:2::/64": "dhcpv6-stateful", "2001:db8:3::/64": "dhcpv6-stateless",
	} {
		id := makeSubnet(neutron, subnets.CreateOpts{
			NetworkID: network, CIDR: cidr, IPVersion: gophercloud.IPv6, IPv6AddressMode: mode, IPv6RAMode: mode,
		})
		made := readSubnet(neutron, id)
		equal("version", made.IPVersion, 6)
		equal("modes", [2]string{made.IPv6AddressMode, made.IPv6RAMode}, [2]string{mode, mode})
		equal("gateway: the anycast address of routers", made.GatewayIP, cidr[:len(cidr)-len("/64")])
		ids = append(ids, id)
	}
	return ids
}

func changeSubnet(neutron *gophercloud.ServiceClient, id string) {
	pools := []subnets.AllocationPool{{Start: "10.20.0.10", End: "10.20.0.99"}}
	must(subnets.Update(neutron, id, subnets.UpdateOpts{
		Name: ref("fourth"), Description: ref(""), EnableDHCP: ref(false), AllocationPools: pools,
		DNSNameservers: &[]string{}, HostRoutes: &[]subnets.HostRoute{}, GatewayIP: ref("10.20.0.3"),
	}).Extract())
	changed := readSubnet(neutron, id)
	equal("names", [2]string{changed.Name, changed.Description}, [2]string{"fourth", ""})
	equal("DHCP", changed.EnableDHCP, false)
	equal("pools", changed.AllocationPools, pools)
	equal("servers", changed.DNSNameservers, []string{})
	equal("routes", changed.HostRoutes, []subnets.HostRoute{})
	equal("gateway", changed.GatewayIP, "10.20.0.3")
	must(subnets.Update(neutron, id, subnets.UpdateOpts{GatewayIP: ref("")}).Extract())
	equal("no gateway", readSubnet(neutron, id).GatewayIP, "")
}

// findSubnets lists as the data source does.
func findSubnets(neutron *gophercloud.ServiceClient, network, four string, sixth []string) {
	find := func(options subnets.ListOpts) []string {
		ids := []string{}
		for _, each := range must(subnets.ExtractSubnets(must(subnets.List(neutron, options).AllPages()))) {
			ids = append(ids, each.ID)
		}
		return ids
	}
	equal("by CIDR", find(subnets.ListOpts{NetworkID: network, CIDR: "10.20.0.0/24"}), []string{four})
	equal("by DHCP, version and tag", find(subnets.ListOpts{IPVersion: 4, EnableDHCP: ref(false), Tags: "a"}), []string{four})
	same("by version", find(subnets.ListOpts{NetworkID: network, IPVersion: 6}), sixth)
	equal("by mode", len(find(subnets.ListOpts{NetworkID: network, IPv6AddressMode: "slaac", IPv6RAMode: "slaac"})), 1)
	equal("by gateway", find(subnets.ListOpts{NetworkID: network, GatewayIP: "10.99.0.1"}), []string{})
}

// subnetRoutes adds host routes one by one: each is read, added to those that are there and written back.
func subnetRoutes() {
	neutron := connect("admin")
	network, subnet := makeNet(neutron, "of routes", "10.23.0.0/24")
	routes := []subnets.HostRoute{
		{DestinationCIDR: "10.9.0.0/16", NextHop: "10.23.0.9"},
		{DestinationCIDR: "10.8.0.0/16", NextHop: "10.23.0.9"},
	}
	for count := range routes {
		more := append(readSubnet(neutron, subnet).HostRoutes, routes[count])
		must(subnets.Update(neutron, subnet, subnets.UpdateOpts{HostRoutes: &more}).Extract())
		equal("routes", len(readSubnet(neutron, subnet).HostRoutes), count+1)
	}
	invalid := []subnets.HostRoute{{DestinationCIDR: "10.9.0.0/16", NextHop: "nowhere"}}
	refused[gophercloud.ErrDefault400](subnets.Update(neutron, subnet, subnets.UpdateOpts{HostRoutes: &invalid}).Err, "HTTPBadRequest")
	must(subnets.Update(neutron, subnet, subnets.UpdateOpts{HostRoutes: ref(routes[1:])}).Extract())
	equal("the one that is left", readSubnet(neutron, subnet).HostRoutes, routes[1:])
	destroy(networkDeletion(neutron, network))
}
