package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/external"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/routers"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/subnets"
)

// makeOutside makes an external network with one subnet.
func makeOutside(neutron *gophercloud.ServiceClient, name, cidr string) (network, subnet string) {
	network = makeNetwork(neutron, external.CreateOptsExt{CreateOptsBuilder: networks.CreateOpts{Name: name}, External: ref(true)})
	return network, makeSubnet(neutron, subnets.CreateOpts{
		NetworkID: network, CIDR: cidr, IPVersion: gophercloud.IPv4, EnableDHCP: ref(false),
	})
}

func routerState(neutron *gophercloud.ServiceClient, id string) refresh {
	return func() (string, error) {
		found, err := routers.Get(neutron, id).Extract()
		if err != nil {
			return stateOf("", err)
		}
		return found.Status, nil
	}
}

// makeRouter makes one and waits until it is active.
func makeRouter(neutron *gophercloud.ServiceClient, options routers.CreateOpts) string {
	made := must(routers.Create(neutron, options).Extract())
	await([]string{"BUILD", "PENDING_CREATE", "PENDING_UPDATE"}, []string{"ACTIVE"}, routerState(neutron, made.ID))
	return made.ID
}

func deleteRouter(neutron *gophercloud.ServiceClient, id string) {
	succeed(routers.Delete(neutron, id).ExtractErr())
	await([]string{"ACTIVE"}, []string{"DELETED"}, routerState(neutron, id))
}

func readRouter(neutron *gophercloud.ServiceClient, id string) routers.Router {
	return *must(routers.Get(neutron, id).Extract())
}

// attach gives a router an interface and waits for its port.
func attach(neutron *gophercloud.ServiceClient, router string, options routers.AddInterfaceOpts) routers.InterfaceInfo {
	made := *must(routers.AddInterface(neutron, router, options).Extract())
	await([]string{"BUILD", "PENDING_CREATE", "PENDING_UPDATE"}, []string{"ACTIVE", "DOWN"}, portState(neutron, made.PortID))
	return made
}

// detaching is one turn of taking an interface away. The provider asks for the port of it first.
func detaching(neutron *gophercloud.ServiceClient, router, port string, options routers.RemoveInterfaceOpts) refresh {
	return deleting(
		func() error { return ports.Get(neutron, port).Err },
		func() error { return routers.RemoveInterface(neutron, router, options).Err },
	)
}

func aRouter() {
	neutron := connect("admin")
	outside, subnet := makeOutside(neutron, "outside of routers", "198.51.100.0/24")
	id := makeRouter(neutron, routers.CreateOpts{
		Name: "r", Description: "first", AdminStateUp: ref(true), Distributed: ref(false),
		GatewayInfo: &routers.GatewayInfo{
			NetworkID: outside, EnableSNAT: ref(false),
			ExternalFixedIPs: []routers.ExternalFixedIP{{SubnetID: subnet, IPAddress: "198.51.100.77"}},
		},
	})
	must(attributestags.ReplaceAll(neutron, "routers", id, attributestags.ReplaceAllOpts{Tags: []string{"r"}}).Extract())
	made := readRouter(neutron, id)
	equal("made", made, routers.Router{
		ID: id, Name: "r", Description: "first", AdminStateUp: true, Status: "ACTIVE", TenantID: made.ProjectID, ProjectID: made.ProjectID,
		Routes: []routers.Route{}, AvailabilityZoneHints: []string{}, Tags: []string{"r"},
		GatewayInfo: routers.GatewayInfo{
			NetworkID: outside, EnableSNAT: ref(false),
			ExternalFixedIPs: []routers.ExternalFixedIP{{SubnetID: subnet, IPAddress: "198.51.100.77"}},
		},
	})
	changeRouter(neutron, id, outside, subnet)
	refused[gophercloud.ErrDefault409](networks.Delete(neutron, outside).ExtractErr(), "NetworkInUse")
	found := must(routers.ExtractRouters(must(routers.List(neutron, routers.ListOpts{
		Name: "router", AdminStateUp: ref(false), Tags: "r",
	}).AllPages())))
	equal("found", len(found), 1)
	deleteRouter(neutron, id)
	refused[gophercloud.ErrDefault404](routers.Get(neutron, id).Err, "RouterNotFound")
	firstWithAddresses(neutron)
	destroy(networkDeletion(neutron, outside))
}

func changeRouter(neutron *gophercloud.ServiceClient, id, outside, subnet string) {
	must(routers.Update(neutron, id, routers.UpdateOpts{Name: "router", Description: ref(""), AdminStateUp: ref(false)}).Extract())
	changed := readRouter(neutron, id)
	equal("names", [2]string{changed.Name, changed.Description}, [2]string{"router", ""})
	equal("up", changed.AdminStateUp, false)
	equal("the gateway stays", changed.GatewayInfo.ExternalFixedIPs[0].IPAddress, "198.51.100.77")

	moved := routers.GatewayInfo{NetworkID: outside, ExternalFixedIPs: []routers.ExternalFixedIP{{SubnetID: subnet, IPAddress: "198.51.100.88"}}}
	must(routers.Update(neutron, id, routers.UpdateOpts{GatewayInfo: &moved}).Extract())
	equal("moved", readRouter(neutron, id).GatewayInfo.ExternalFixedIPs, moved.ExternalFixedIPs)
	must(routers.Update(neutron, id, routers.UpdateOpts{GatewayInfo: &routers.GatewayInfo{NetworkID: outside, EnableSNAT: ref(true)}}).Extract())
	equal("SNAT", *readRouter(neutron, id).GatewayInfo.EnableSNAT, true)
	// No network of the gateway, as the provider sends it: an empty object.
	must(routers.Update(neutron, id, routers.UpdateOpts{GatewayInfo: &routers.GatewayInfo{}}).Extract())
	equal("no gateway", readRouter(neutron, id).GatewayInfo, routers.GatewayInfo{})
	must(routers.Update(neutron, id, routers.UpdateOpts{GatewayInfo: &routers.GatewayInfo{NetworkID: outside}}).Extract())
	equal("a gateway again", len(readRouter(neutron, id).GatewayInfo.ExternalFixedIPs), 1)
}

// firstWithAddresses tries one subnet of the outside after the other until one has an address left (external_subnet_ids).
func firstWithAddresses(neutron *gophercloud.ServiceClient) {
	outside, full := makeOutside(neutron, "with two subnets", "203.0.113.0/30")
	second := makeSubnet(neutron, subnets.CreateOpts{NetworkID: outside, CIDR: "203.0.113.128/25", IPVersion: gophercloud.IPv4, EnableDHCP: ref(false)})
	through := func(subnet string) routers.CreateOpts {
		return routers.CreateOpts{Name: "through", GatewayInfo: &routers.GatewayInfo{
			NetworkID: outside, ExternalFixedIPs: []routers.ExternalFixedIP{{SubnetID: subnet}},
		}}
	}
	first := makeRouter(neutron, through(full))
	refused[gophercloud.ErrDefault409](routers.Create(neutron, through(full)).Err, "IpAddressGenerationFailure")
	other := makeRouter(neutron, through(second))
	equal("the second", readRouter(neutron, other).GatewayInfo.ExternalFixedIPs[0].SubnetID, second)
	for _, each := range []string{first, other} {
		deleteRouter(neutron, each)
	}
	destroy(networkDeletion(neutron, outside))
}

func routerInterfaces() {
	neutron := connect("admin")
	network, subnet := makeNet(neutron, "of interfaces", "10.40.0.0/24")
	_, otherSubnet := makeNet(neutron, "of another interface", "10.41.0.0/24")
	router := makeRouter(neutron, routers.CreateOpts{Name: "with interfaces"})

	bySubnet := attach(neutron, router, routers.AddInterfaceOpts{SubnetID: subnet})
	equal("router and subnet", [2]string{bySubnet.ID, bySubnet.SubnetID}, [2]string{router, subnet})
	plugged := readPort(neutron, bySubnet.PortID)
	equal("device", [2]string{plugged.DeviceID, plugged.DeviceOwner}, [2]string{router, "network:router_interface"})
	equal("the gateway's address", plugged.FixedIPs, []ports.IP{{SubnetID: subnet, IPAddress: "10.40.0.1"}})
	refused[gophercloud.ErrDefault400](routers.AddInterface(neutron, router, routers.AddInterfaceOpts{SubnetID: subnet}).Err, "BadRequest")
	refused[gophercloud.ErrDefault409](ports.Delete(neutron, bySubnet.PortID).ExtractErr(), "ServicePortInUse")
	refused[gophercloud.ErrDefault409](routers.Delete(neutron, router).ExtractErr(), "RouterInUse")

	given := makePort(neutron, ports.CreateOpts{
		NetworkID: must(subnets.Get(neutron, otherSubnet).Extract()).NetworkID,
		FixedIPs:  []ports.IP{{SubnetID: otherSubnet, IPAddress: "10.41.0.77"}},
	})
	byPort := attach(neutron, router, routers.AddInterfaceOpts{PortID: given})
	equal("port", [2]string{byPort.PortID, byPort.SubnetID}, [2]string{given, otherSubnet})
	must(routers.Get(neutron, router).Extract())

	removeForced(neutron, router, bySubnet.PortID, subnet)
	destroy(detaching(neutron, router, given, routers.RemoveInterfaceOpts{PortID: given}))
	refused[gophercloud.ErrDefault404](ports.Get(neutron, given).Err, "PortNotFound")
	refused[gophercloud.ErrDefault404](
		routers.RemoveInterface(neutron, router, routers.RemoveInterfaceOpts{SubnetID: subnet}).Err, "RouterInterfaceNotFoundForSubnet")
	deleteRouter(neutron, router)
	for _, each := range []string{network, readSubnet(neutron, otherSubnet).NetworkID} {
		destroy(networkDeletion(neutron, each))
	}
}

// removeForced takes an interface away that a route needs: the conflict makes the provider wait, or, with force_destroy, take
// the routes away.
func removeForced(neutron *gophercloud.ServiceClient, router, port, subnet string) {
	routes := []routers.Route{{DestinationCIDR: "10.99.0.0/16", NextHop: "10.40.0.9"}}
	must(routers.Update(neutron, router, routers.UpdateOpts{Routes: routes}).Extract())
	remove := routers.RemoveInterfaceOpts{SubnetID: subnet}
	refused[gophercloud.ErrDefault409](routers.RemoveInterface(neutron, router, remove).Err, "RouterInterfaceInUseByRoute")
	turn := detaching(neutron, router, port, remove)
	equal("while a route needs it", must(turn()), "ACTIVE")
	must(routers.Update(neutron, router, routers.UpdateOpts{Routes: []routers.Route{}}).Extract())
	destroy(turn)
}

func routerRoutes() {
	neutron := connect("admin")
	network, subnet := makeNet(neutron, "of the routes of a router", "10.42.0.0/24")
	router := makeRouter(neutron, routers.CreateOpts{Name: "with routes"})
	port := attach(neutron, router, routers.AddInterfaceOpts{SubnetID: subnet}).PortID
	routes := []routers.Route{
		{DestinationCIDR: "10.91.0.0/16", NextHop: "10.42.0.9"},
		{DestinationCIDR: "10.92.0.0/16", NextHop: "10.42.0.9"},
	}
	for count, route := range routes {
		more := append(readRouter(neutron, router).Routes, route)
		must(routers.Update(neutron, router, routers.UpdateOpts{Routes: more}).Extract())
		equal("routes", len(readRouter(neutron, router).Routes), count+1)
	}
	nowhere := []routers.Route{{DestinationCIDR: "10.93.0.0/16", NextHop: "192.0.2.1"}}
	refused[gophercloud.ErrDefault400](routers.Update(neutron, router, routers.UpdateOpts{Routes: nowhere}).Err, "InvalidRoutes")
	must(routers.Update(neutron, router, routers.UpdateOpts{Routes: routes[1:]}).Extract())
	equal("the one that is left", readRouter(neutron, router).Routes, routes[1:])
	equal("added", len(editRoutes(neutron, router, "add_extraroutes", routes)), 2)
	equal("removed", editRoutes(neutron, router, "remove_extraroutes", routes[1:]), routes[:1])
	// A change without routes is sent with "routes": null, which is none for Neutron.
	must(routers.Update(neutron, router, routers.UpdateOpts{Name: "renamed"}).Extract())
	equal("null", readRouter(neutron, router).Routes, []routers.Route{})

	destroy(detaching(neutron, router, port, routers.RemoveInterfaceOpts{SubnetID: subnet}))
	deleteRouter(neutron, router)
	destroy(networkDeletion(neutron, network))
}

// editRoutes calls what the library has only in later versions (openstack_networking_router_routes_v2).
func editRoutes(neutron *gophercloud.ServiceClient, router, action string, routes []routers.Route) []routers.Route {
	body := map[string]interface{}{"router": map[string]interface{}{"routes": routes}}
	var answer struct{ Router routers.Router }
	must(neutron.Put(neutron.ServiceURL("routers", router, action), body, &answer, &gophercloud.RequestOpts{OkCodes: []int{200}}))
	return answer.Router.Routes
}
