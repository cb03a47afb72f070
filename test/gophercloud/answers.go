package main

import (
	"sort"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/floatingips"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/networkipavailabilities"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/trunks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/networks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/subnets"
	"github.com/gophercloud/gophercloud/pagination"
)

const nobody = "6a0c1f0e-52bb-4f8e-8ac3-9f8f3a4f3b11"

func extensionsServed() {
	neutron := connect("admin")
	served := map[string]bool{}
	for _, each := range must(extensions.ExtractExtensions(must(extensions.List(neutron).AllPages()))) {
		served[each.Alias] = true
		check("described", each.Name != "" && each.Description != "", each)
	}
	for _, alias := range []string{
		"provider", "external-net", "net-mtu", "port-security", "dns-integration", "router", "extraroute", "security-group",
		"subnet_allocation", "address-scope", "extra_dhcp_opt", "allowed-address-pairs", "binding", "rbac-policies", "qos", "trunk",
		"floating-ip-port-forwarding", "standard-attr-tag", "quotas", "agent", "availability_zone", "pagination",
	} {
		check(alias, served[alias], served)
		equal("extension", must(extensions.Get(neutron, alias).Extract()).Alias, alias)
	}
	check("not served", !served["vlan-transparent"], served)
	refused[gophercloud.ErrDefault404](extensions.Get(neutron, "vlan-transparent").Err, "HTTPNotFound")
}

func availabilities() {
	neutron := connect("admin")
	network, _ := makeNet(neutron, "of addresses", "10.70.0.0/24")
	wide := makeSubnet(neutron, subnets.CreateOpts{NetworkID: network, CIDR: "2001:db8:70::/64", IPVersion: gophercloud.IPv6})
	port := makePort(neutron, ports.CreateOpts{NetworkID: network})
	found := must(networkipavailabilities.Get(neutron, network).Extract())
	equal("network", [2]string{found.NetworkID, found.NetworkName}, [2]string{network, "of addresses"})
	equal("used", found.UsedIPs, "2")
	for _, each := range found.SubnetIPAvailabilities {
		if each.SubnetID == wide {
			// The library reads numbers as doubles before it makes integers of them.
			equal("of a /64", each.TotalIPs, "18446744073709552000")
		} else {
			equal("of a /24", [2]string{each.TotalIPs, each.UsedIPs}, [2]string{"253", "1"})
		}
	}
	listed := must(networkipavailabilities.ExtractNetworkIPAvailabilities(must(networkipavailabilities.List(neutron, networkipavailabilities.ListOpts{
		NetworkID: network, IPVersion: "4",
	}).AllPages())))
	equal("listed", len(listed), 1)
	deletePort(neutron, port)
	destroy(networkDeletion(neutron, network))
}

// pages follows the links of one page to the next.
func pages() {
	neutron := connect("admin")
	wanted := []string{"page 1", "page 2", "page 3", "page 4", "page 5"}
	ids := []string{}
	for _, name := range wanted {
		ids = append(ids, makeNetwork(neutron, networks.CreateOpts{Name: name, Description: "of pages"}))
	}
	options := networks.ListOpts{Description: "of pages", Limit: 2, SortKey: "name", SortDir: "desc"}
	backwards := append([]string{}, wanted...)
	sort.Sort(sort.Reverse(sort.StringSlice(backwards)))
	equal("all pages", namesOfNetworks(listNetworks(neutron, options)), backwards)

	sizes := []int{}
	succeed(networks.List(neutron, options).EachPage(func(page pagination.Page) (bool, error) {
		list := must(networks.ExtractNetworks(page))
		sizes = append(sizes, len(list))
		return true, nil
	}))
	equal("sizes", sizes, []int{2, 2, 1})
	count := 0
	succeed(networks.List(neutron, options).EachPage(func(pagination.Page) (bool, error) {
		count++
		return false, nil
	}))
	equal("no more than wanted", count, 1)

	after := options
	after.Marker, after.Limit, after.SortDir = ids[2], 10, "asc"
	equal("after a marker", namesOfNetworks(listNetworks(neutron, after)), wanted[3:])
	refused[gophercloud.ErrDefault404](networks.List(neutron, networks.ListOpts{Marker: nobody, Limit: 2}).EachPage(nil), "NetworkNotFound")
	equal("none", namesOfNetworks(listNetworks(neutron, networks.ListOpts{Name: "no such", Limit: 2})), []string{})
	pagesOfPorts(neutron, ids[0])
	for _, id := range ids {
		destroy(networkDeletion(neutron, id))
	}
}

// pagesOfPorts has a filter with signs that the link of the next page has to keep.
func pagesOfPorts(neutron *gophercloud.ServiceClient, network string) {
	ids := []string{}
	for turn := 0; turn < 5; turn++ {
		ids = append(ids, makePort(neutron, ports.CreateOpts{NetworkID: network, Name: "a & b+c %20 ü"}))
	}
	listed := []string{}
	options := ports.ListOpts{NetworkID: network, Name: "a & b+c %20 ü", Limit: 2}
	for _, each := range must(ports.ExtractPorts(must(ports.List(neutron, options).AllPages()))) {
		listed = append(listed, each.ID)
	}
	same("ports", listed, ids)
	for _, id := range ids {
		deletePort(neutron, id)
	}
}

// errorsByType are those that programs tell apart by the class of the library.
func errorsByType() {
	neutron := connect("admin")
	missing := func(err error, kind string) { refused[gophercloud.ErrDefault404](err, kind) }
	missing(networks.Get(neutron, nobody).Err, "NetworkNotFound")
	missing(networks.Update(neutron, nobody, networks.UpdateOpts{Name: ref("n")}).Err, "NetworkNotFound")
	missing(networks.Delete(neutron, nobody).ExtractErr(), "NetworkNotFound")
	missing(subnets.Create(neutron, subnets.CreateOpts{NetworkID: nobody, CIDR: "10.0.0.0/24", IPVersion: gophercloud.IPv4}).Err, "NetworkNotFound")
	missing(ports.Create(neutron, ports.CreateOpts{NetworkID: nobody}).Err, "NetworkNotFound")
	missing(trunks.Create(neutron, trunks.CreateOpts{PortID: nobody}).Err, "PortNotFound")
	missing(floatingips.Create(neutron, floatingips.CreateOpts{FloatingNetworkID: nobody}).Err, "NetworkNotFound")
	missing(networks.Get(neutron, "not a UUID").Err, "NetworkNotFound")

	network, subnet := makeNet(neutron, "of errors", "10.71.0.0/30")
	invalid := subnets.CreateOpts{NetworkID: network, CIDR: "10.0.0.300/24", IPVersion: gophercloud.IPv4}
	refused[gophercloud.ErrDefault400](subnets.Create(neutron, invalid).Err, "InvalidInput")
	refused[gophercloud.ErrDefault400](ports.Create(neutron, ports.CreateOpts{NetworkID: network, MACAddress: "x"}).Err, "HTTPBadRequest")
	last := makePort(neutron, ports.CreateOpts{NetworkID: network, FixedIPs: []ports.IP{{SubnetID: subnet, IPAddress: "10.71.0.2"}}})
	refused[gophercloud.ErrDefault409](ports.Create(neutron, ports.CreateOpts{NetworkID: network}).Err, "IpAddressGenerationFailure")
	taken := ports.CreateOpts{NetworkID: network, FixedIPs: []ports.IP{{SubnetID: subnet, IPAddress: "10.71.0.2"}}}
	refused[gophercloud.ErrDefault409](ports.Create(neutron, taken).Err, "IpAddressAlreadyAllocated")
	refused[gophercloud.ErrDefault400](
		floatingips.Create(neutron, floatingips.CreateOpts{FloatingNetworkID: network}).Err, "BadRequest")
	deletePort(neutron, last)
	destroy(networkDeletion(neutron, network))
	_, err := neutron.Get(neutron.ServiceURL("nonsense"), nil, nil)
	check("no such resource", isMissing(err), err)
}
