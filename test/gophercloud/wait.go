package main

import (
	"fmt"
	"time"

	"github.com/gophercloud/gophercloud"
)

// refresh asks once for the state of an object; the provider calls one that is not there any more DELETED.
type refresh func() (string, error)

const (
	pause = 50 * time.Millisecond
	turns = 400
)

// await asks until the state is one of the target. Like the provider it gives up at an error, and at a state that is not
// among the pending ones if there are any. It asks more often than the provider.
func await(pending, target []string, ask refresh) {
	state := ""
	for turn := 0; turn < turns; turn++ {
		var err error
		state, err = ask()
		succeed(err)
		if contains(target, state) {
			return
		}
		check("a state that nobody waits for", len(pending) == 0 || contains(pending, state), state)
		time.Sleep(pause)
	}
	panic(fmt.Sprintf("still %s, not one of %v", state, target))
}

func contains(list []string, value string) bool {
	for _, each := range list {
		if each == value {
			return true
		}
	}
	return false
}

func isMissing(err error) bool {
	_, is := err.(gophercloud.ErrDefault404)
	return is
}

func isConflict(err error) bool {
	_, is := err.(gophercloud.ErrDefault409)
	return is
}

// stateOf is what the provider makes of the answer to a GET.
func stateOf(status string, err error) (string, error) {
	if isMissing(err) {
		return "DELETED", nil
	}
	return status, err
}

// deleting is one turn of a deletion that waits for what stands in its way: a conflict is no error, since whatever uses the
// object may be on its way out too.
func deleting(get, remove func() error) refresh {
	return func() (string, error) {
		err := get()
		if err == nil {
			err = remove()
		}
		if isMissing(err) {
			return "DELETED", nil
		}
		if isConflict(err) {
			return "ACTIVE", nil
		}
		return "ACTIVE", err
	}
}

// destroy repeats a deletion until the object is not there any more.
func destroy(turn refresh) { await([]string{"ACTIVE"}, []string{"DELETED"}, turn) }
