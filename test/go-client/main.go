// A client of Specline with nothing of ours: the stock client of NATS for Go, and JSON.
//
// It asks for a spec, orders one, waits for its outcome, hears the events on the way, and lists the services. The
// request is its standard input; what it has seen is printed as one JSON object.
//
//	NATS_URL=nats://user:password@host:4222 INBOX_PREFIX=_INBOX_operator go run . < request.json
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/micro"
)

const prefix = "specline.v1"
const patience = 15 * time.Second
const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

type event struct {
	Type string          `json:"type"`
	Ce   string          `json:"ce"`
	Data json.RawMessage `json:"data"`
}

type service struct {
	Name     string   `json:"name"`
	Version  string   `json:"version"`
	Subjects []string `json:"subjects"`
}

func main() {
	request, err := io.ReadAll(os.Stdin)
	check(err)
	connection, err := nats.Connect(os.Getenv("NATS_URL"), nats.CustomInboxPrefix(os.Getenv("INBOX_PREFIX")))
	check(err)
	defer connection.Close()
	var named struct{ Id string }
	check(json.Unmarshal(request, &named))

	created := create(connection, withoutId(request))
	events, err := connection.SubscribeSync(prefix + ".event.*.*.*." + token(named.Id))
	check(err)
	sequence := submit(connection, request)
	heard := waitForEnd(events)
	print(map[string]any{
		"created":  created,
		"sequence": sequence,
		"events":   heard,
		"outcome":  outcome(connection, named.Id),
		"services": services(connection),
	})
}

// A question: the answer is the outcome, composed or failed.
func create(connection *nats.Conn, request []byte) json.RawMessage {
	message := nats.NewMsg(prefix + ".create")
	message.Data = request
	message.Header.Set("traceparent", traceparent)
	answer, err := connection.RequestMsg(message, patience)
	check(err)
	return answer.Data
}

// A question needs no id. The other members stay as they are, to the digit.
func withoutId(request []byte) []byte {
	members := map[string]json.RawMessage{}
	check(json.Unmarshal(request, &members))
	delete(members, "id")
	rest, err := json.Marshal(members)
	check(err)
	return rest
}

// An order: once the stream has acknowledged it, it will be composed exactly once.
func submit(connection *nats.Conn, request []byte) uint64 {
	stream, err := connection.JetStream()
	check(err)
	message := nats.NewMsg(prefix + ".submit")
	message.Data = request
	message.Header.Set("traceparent", traceparent)
	acknowledgement, err := stream.PublishMsg(message)
	check(err)
	return acknowledgement.Sequence
}

// Events are CloudEvents in binary mode: attributes are headers, the data a summary. One may come twice, with the same id.
func waitForEnd(events *nats.Subscription) []event {
	heard := []event{}
	known := map[string]bool{}
	for {
		message, err := events.NextMsg(patience)
		check(err)
		if known[message.Header.Get("ce-id")] {
			continue
		}
		known[message.Header.Get("ce-id")] = true
		kind := strings.Split(message.Subject, ".")[3]
		heard = append(heard, event{Type: kind, Ce: message.Header.Get("ce-type"), Data: message.Data})
		if kind == "composed" || kind == "failed" {
			return heard
		}
	}
}

// A name as one part of a subject.
func token(name string) string {
	encoded := ""
	for _, each := range []byte(name) {
		if each == '_' || each == '-' || '0' <= each && each <= '9' || 'A' <= each && each <= 'Z' || 'a' <= each && each <= 'z' {
			encoded += string(rune(each))
		} else {
			encoded += fmt.Sprintf("=%02x", each)
		}
	}
	return encoded
}

// What is recorded of a submit is the last entry of its own subject.
func outcome(connection *nats.Conn, id string) json.RawMessage {
	stream, err := connection.JetStream()
	check(err)
	entry, err := stream.GetLastMsg("SPECLINE_OUTCOMES", prefix+".outcome."+token(id))
	check(err)
	return entry.Data
}

// Every service answers NATS's service protocol; how many there are nobody knows.
func services(connection *nats.Conn) []service {
	subject, err := micro.ControlSubject(micro.InfoVerb, "", "")
	check(err)
	inbox := connection.NewRespInbox()
	answers, err := connection.SubscribeSync(inbox)
	check(err)
	check(connection.PublishRequest(subject, inbox, nil))
	found := []service{}
	for {
		message, err := answers.NextMsg(time.Second)
		if err == nats.ErrTimeout {
			return found
		}
		check(err)
		var info struct {
			Name      string
			Version   string
			Endpoints []struct{ Subject string }
		}
		check(json.Unmarshal(message.Data, &info))
		subjects := []string{}
		for _, endpoint := range info.Endpoints {
			subjects = append(subjects, endpoint.Subject)
		}
		found = append(found, service{info.Name, info.Version, subjects})
	}
}

func print(seen map[string]any) {
	encoder := json.NewEncoder(os.Stdout)
	encoder.SetEscapeHTML(false)
	check(encoder.Encode(seen))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
