package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/layer3/floatingips"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/qos/policies"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/subnetpools"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/trunks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
)

func tags() {
	neutron := connect("admin")
	site := makeSite(neutron, "of tags", "198.18.2.0/24", "10.61.0.0/24")
	group := makeGroup(neutron, "of tags")
	port := makePort(neutron, ports.CreateOpts{NetworkID: site.inside})
	floating := makeFloating(neutron, floatingips.CreateOpts{FloatingNetworkID: site.outside})
	pool := must(subnetpools.Create(neutron, subnetpools.CreateOpts{Name: "of tags", Prefixes: []string{"10.68.0.0/16"}}).Extract()).ID
	policy := must(policies.Create(neutron, policies.CreateOpts{Name: "of tags"}).Extract()).ID
	trunk := must(trunks.Create(neutron, trunks.CreateOpts{PortID: port}).Extract()).ID
	for kind, id := range map[string]string{
		"networks": site.inside, "subnets": site.subnet, "ports": port, "routers": site.router, "floatingips": floating,
		"security-groups": group, "subnetpools": pool, "policies": policy, "qos/policies": policy, "trunks": trunk,
	} {
		tagsOf(neutron, kind, id)
	}
	succeed(trunks.Delete(neutron, trunk).ExtractErr())
	succeed(policies.Delete(neutron, policy).ExtractErr())
	destroy(poolDeletion(neutron, pool))
	deleteFloating(neutron, floating)
	deletePort(neutron, port)
	destroy(groupDeletion(neutron, group))
	site.destroy(neutron)
}

func tagsOf(neutron *gophercloud.ServiceClient, kind, id string) {
	list := func() []string { return must(attributestags.List(neutron, kind, id).Extract()) }
	has := func(tag string) bool { return must(attributestags.Confirm(neutron, kind, id, tag).Extract()) }
	replaced := must(attributestags.ReplaceAll(neutron, kind, id, attributestags.ReplaceAllOpts{Tags: []string{"b", "a"}}).Extract())
	refused[gophercloud.ErrDefault400](attributestags.ReplaceAll(neutron, kind, id, attributestags.ReplaceAllOpts{Tags: []string{"a", "a"}}).Err, "InvalidInput")
	same(kind, replaced, []string{"a", "b"})
	succeed(attributestags.Add(neutron, kind, id, "c d").ExtractErr())
	same(kind, list(), []string{"a", "b", "c d"})
	equal(kind, has("c d"), true)
	succeed(attributestags.Delete(neutron, kind, id, "c d").ExtractErr())
	equal(kind, has("c d"), false)
	refused[gophercloud.ErrDefault404](attributestags.Delete(neutron, kind, id, "c d").ExtractErr(), "TagNotFound")
	succeed(attributestags.DeleteAll(neutron, kind, id).ExtractErr())
	equal(kind, list(), []string{})
	// The library refuses a list of tags that is nil, not one that is empty: how the provider takes the last one away.
	must(attributestags.ReplaceAll(neutron, kind, id, attributestags.ReplaceAllOpts{Tags: []string{"e"}}).Extract())
	equal(kind, must(attributestags.ReplaceAll(neutron, kind, id, attributestags.ReplaceAllOpts{Tags: []string{}}).Extract()), []string{})
}
