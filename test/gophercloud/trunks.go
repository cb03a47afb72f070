package main

import (
	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/attributestags"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/extensions/trunks"
	"github.com/gophercloud/gophercloud/openstack/networking/v2/ports"
)

func trunkState(neutron *gophercloud.ServiceClient, id string) refresh {
	return func() (string, error) {
		found, err := trunks.Get(neutron, id).Extract()
		if err != nil {
			return stateOf("", err)
		}
		return found.Status, nil
	}
}

func aTrunk() {
	neutron := connect("admin")
	network, _ := makeNet(neutron, "of trunks", "10.60.0.0/24")
	parent := makePort(neutron, ports.CreateOpts{NetworkID: network})
	subports := []trunks.Subport{}
	for id := 1; id <= 3; id++ {
		subports = append(subports, trunks.Subport{
			SegmentationID: id, SegmentationType: "vlan", PortID: makePort(neutron, ports.CreateOpts{NetworkID: network}),
		})
	}
	id := must(trunks.Create(neutron, trunks.CreateOpts{
		PortID: parent, Name: "trunk", Description: "first", AdminStateUp: ref(true), Subports: subports[:2],
	}).Extract()).ID
	await(nil, []string{"ACTIVE", "DOWN"}, trunkState(neutron, id))
	must(attributestags.ReplaceAll(neutron, "trunks", id, attributestags.ReplaceAllOpts{Tags: []string{"t"}}).Extract())
	made := must(trunks.Get(neutron, id).Extract())
	check("times and revision", !made.CreatedAt.IsZero() && !made.UpdatedAt.IsZero() && made.RevisionNumber > 0, made)
	equal("made", *made, trunks.Trunk{
		Status: made.Status, Subports: made.Subports, Name: "trunk", AdminStateUp: true, ProjectID: made.ProjectID, TenantID: made.ProjectID,
		CreatedAt: made.CreatedAt, UpdatedAt: made.UpdatedAt, RevisionNumber: made.RevisionNumber, PortID: parent, ID: id,
		Description: "first", Tags: []string{"t"},
	})
	equal("subports", subportsOf(must(trunks.GetSubports(neutron, id).Extract())), subportsOf(subports[:2]))

	changeTrunk(neutron, id, subports)
	found := must(trunks.ExtractTrunks(must(trunks.List(neutron, trunks.ListOpts{Name: "trunks", PortID: parent, Tags: "t"}).AllPages())))
	equal("found", len(found), 1)
	refused[gophercloud.ErrDefault409](ports.Delete(neutron, parent).ExtractErr(), "PortInUseAsTrunkParent")
	refused[gophercloud.ErrDefault409](ports.Delete(neutron, subports[2].PortID).ExtractErr(), "PortInUseAsSubPort")
	succeed(trunks.Delete(neutron, id).ExtractErr())
	await([]string{"ACTIVE", "DOWN"}, []string{"DELETED"}, trunkState(neutron, id))
	refused[gophercloud.ErrDefault404](trunks.Get(neutron, id).Err, "TrunkNotFound")
	for _, each := range append([]trunks.Subport{{PortID: parent}}, subports...) {
		deletePort(neutron, each.PortID)
	}
	destroy(networkDeletion(neutron, network))
}

func subportsOf(list []trunks.Subport) map[trunks.Subport]bool {
	found := map[trunks.Subport]bool{}
	for _, each := range list {
		found[each] = true
	}
	return found
}

// changeTrunk takes all subports away and adds the new ones, as the provider does.
func changeTrunk(neutron *gophercloud.ServiceClient, id string, subports []trunks.Subport) {
	changed := must(trunks.Update(neutron, id, trunks.UpdateOpts{
		Name: ref("trunks"), Description: ref(""), AdminStateUp: ref(false),
	}).Extract())
	equal("names", [2]string{changed.Name, changed.Description}, [2]string{"trunks", ""})
	equal("up", changed.AdminStateUp, false)
	refused[gophercloud.ErrDefault409](trunks.AddSubports(neutron, id, trunks.AddSubportsOpts{Subports: subports[2:]}).Err, "TrunkDisabled")
	must(trunks.Update(neutron, id, trunks.UpdateOpts{AdminStateUp: ref(true)}).Extract())

	remove := trunks.RemoveSubportsOpts{}
	for _, each := range subports[:2] {
		remove.Subports = append(remove.Subports, trunks.RemoveSubport{PortID: each.PortID})
	}
	equal("removed", len(must(trunks.RemoveSubports(neutron, id, remove).Extract()).Subports), 0)
	refused[gophercloud.ErrDefault404](trunks.RemoveSubports(neutron, id, remove).Err, "SubPortNotFound")
	added := must(trunks.AddSubports(neutron, id, trunks.AddSubportsOpts{Subports: subports[1:]}).Extract())
	equal("added", subportsOf(added.Subports), subportsOf(subports[1:]))
	twice := []trunks.Subport{{SegmentationID: 2, SegmentationType: "vlan", PortID: subports[0].PortID}}
	refused[gophercloud.ErrDefault409](trunks.AddSubports(neutron, id, trunks.AddSubportsOpts{Subports: twice}).Err, "DuplicateSubPort")
}
