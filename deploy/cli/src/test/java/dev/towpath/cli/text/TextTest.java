package dev.towpath.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.towpath.contracts.GatePoint;
import dev.towpath.contracts.Stage;
import dev.towpath.contracts.StepId;
import dev.towpath.contracts.plan.Footprint;
import dev.towpath.contracts.plan.Plan;
import dev.towpath.contracts.plan.PlannedStage;
import dev.towpath.contracts.plan.TransactionStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_plan_shows_every_statement_with_lock_bound_and_undo() {
        Plan plan = new Plan(
                "0f0f",
                new StepId("contract.1.drop"),
                List.of(
                        new PlannedStage(
                                Stage.EXPAND, List.of(step("expand.1.add", GatePoint.EXPAND, "DROP b")), List.of()),
                        new PlannedStage(Stage.DUAL_WRITE, List.of(), List.of()),
                        new PlannedStage(
                                Stage.CONTRACT, List.of(step("contract.1.drop", GatePoint.DROP, "")), List.of())),
                new Footprint("public.t", List.of()),
                List.of("mind the gap"));

        assertThat(PlanText.of(plan)).isEqualTo("""
                plan 0f0f on public.t
                point of no return: contract.1.drop

                1 expand

                  expand.1.add  Do it
                    runs   in one transaction, at most 5s
                    lock   ACCESS EXCLUSIVE on public.t, waits at most 500ms at a time
                      ALTER TABLE t
                        ADD b text
                    undo
                      DROP b

                2 dual_write: nothing to do

                5 contract

                  behind the gate drop:
                  contract.1.drop  Do it
                    runs   in one transaction, at most 5s
                    lock   ACCESS EXCLUSIVE on public.t, waits at most 500ms at a time
                      ALTER TABLE t
                        ADD b text
                    undo   none: what this takes away is gone
                  ---- point of no return: from here on undo is no longer complete ----

                notes
                  - mind the gap""");
    }

    @Test
    void a_rollout_shows_what_it_does_and_what_it_waits_for() throws JsonProcessingException {
        String text = RolloutText.of(JSON.readTree("""
                {"id": "shop.r1", "state": "running", "stage": "backfill", "phase": "dual_write", "title": "Rename",
                 "progress": {"steps_done": 3, "steps_total": 9, "step": "backfill.1.copy", "title": "Copy", "attempt": 2,
                              "rows_done": 120000, "rows_estimated": 300000, "rows_per_second": 55000.4,
                              "eta": "2026-03-06T12:00:03.5Z"},
                 "waiting_for": [{"condition": "agent", "since": "2026-03-06T12:00:00.123Z", "detail": "silent"}],
                 "conditions": [
                   {"gate": "cutover", "condition": "soak", "met": true, "since": "2026-03-06T12:00:00Z", "detail": "over", "needs": ""},
                   {"gate": "cutover", "condition": "approvals", "met": false, "since": "2026-03-06T12:00:00Z", "detail": "0 of 1", "needs": "one"}],
                 "skipped": [{"gate": "backfill", "by": "dba", "reason": "outage", "at": "2026-03-06T11:00:00.5Z"}],
                 "failure": {"kind": "refused", "rule": "RowsDiffer", "detail": "3 rows", "step": "backfill.2.verify"},
                 "reversible": true, "point_of_no_return": "contract.2.drop", "may_do": "Wait.",
                 "summary": "running in stage backfill. Wait."}
                """));

        assertThat(text).isEqualTo("""
                shop.r1  running in stage backfill. Wait.
                  title      Rename
                  stage      backfill
                  phase      dual_write
                  step       3 of 9 done; backfill.1.copy: Copy (attempt 2)
                  rows       120,000 of about 300,000, 55,000 a second, until 2026-03-06 12:00:03Z
                  waits for  agent since 2026-03-06 12:00:00Z: silent
                  met        soak since 2026-03-06 12:00:00Z: over
                  needs      approvals: one
                  skipped    gate backfill by dba at 2026-03-06 11:00:00Z: outage
                  failure    RowsDiffer at backfill.2.verify (refused): 3 rows
                  undo       complete until contract.2.drop
                  next       Wait.""");
    }

    @Test
    void each_condition_stands_on_its_own_line_and_a_statement_beside_its_label() throws JsonProcessingException {
        JsonNode rollout = JSON.readTree("""
                {"id":"shop.a","state":"aborted","reversible":false,"waiting_for":[
                  {"condition":"services","since":"2026-03-06T09:00:00Z","detail":"No instance of crm was ever heard."},
                  {"condition":"services","since":"2026-03-06T09:00:00Z","detail":"The statement: CREATE\\nTRIGGER"}]}""");

        assertThat(RolloutText.waiting(rollout)).isEqualTo("""
                shop.a waits for all of
                  services since 2026-03-06 09:00:00Z: No instance of crm was ever heard.
                  services since 2026-03-06 09:00:00Z: The statement: CREATE
                TRIGGER""");
        assertThat(RolloutText.line(rollout)).isEqualTo("aborted  waits for services");
        assertThat(RolloutText.of(rollout))
                .endsWith("The statement: CREATE\n             TRIGGER")
                .doesNotContain("undo");
    }

    @Test
    void a_story_has_chapters_and_the_version_of_each_passage() throws JsonProcessingException {
        String text = StoryText.of(JSON.readTree("""
                [{"version": 1, "time": "2026-03-06T12:00:00.5Z", "chapter": "planning", "sentence": "me submits it.",
                  "evidence": []},
                 {"version": 10, "time": "2026-03-06T12:00:01Z", "chapter": "expand", "sentence": "Gate expand opens.",
                  "evidence": ["Approved by\\nyou.", "Clock over."]}]
                """));

        assertThat(text).isEqualTo("""
                planning
                     1  2026-03-06 12:00:00Z  me submits it.

                expand
                    10  2026-03-06 12:00:01Z  Gate expand opens.
                                              - Approved by you.
                                              - Clock over.""");
    }

    @Test
    void a_history_is_aligned() throws JsonProcessingException {
        String text = HistoryText.of(JSON.readTree("""
                [{"version": 1, "type": "dev.towpath.event.rollout-submitted.v1", "time": "2026-03-06T12:00:00Z",
                  "actor": "author", "reason": "CRM-812", "data": {"rollout_id": "shop.r1", "rollout": {"title": "Rename"}}},
                 {"version": 12, "type": "dev.towpath.event.stage-entered.v1", "time": "2026-03-06T12:00:01Z",
                  "actor": "agent/shop", "reason": "", "data": {"stage": "expand", "detail": ""}}]
                """));

        assertThat(text).isEqualTo("""
                #   TIME                  EVENT              BY          WHAT
                1   2026-03-06 12:00:00Z  rollout-submitted  author      rollout id shop.r1, Rename "CRM-812"
                12  2026-03-06 12:00:01Z  stage-entered      agent/shop  expand""");
    }

    @Test
    void what_services_said_stands_in_the_history() throws JsonProcessingException {
        String text = HistoryText.of(JSON.readTree("""
                [{"version": 7, "type": "dev.towpath.event.services-awaited.v1", "time": "2026-03-06T12:00:00Z",
                  "actor": "towpath", "reason": "", "data": {"missing": ["crm/crm-1 is silent.", "billing/b-1 is old."]}},
                 {"version": 8, "type": "dev.towpath.event.services-confirmed.v1", "time": "2026-03-06T12:00:01Z",
                  "actor": "towpath", "reason": "", "data": {"evidence": ["crm/crm-1 2.4.0 works by read_new."],
                  "valid_until": "2026-03-06T12:01:01.123Z"}}]
                """));

        assertThat(text)
                .contains("services-awaited    towpath  crm/crm-1 is silent., billing/b-1 is old.")
                .contains("crm/crm-1 2.4.0 works by read_new., valid until 2026-03-06 12:01:01Z");
    }

    @Test
    void names_can_not_move_the_cursor() {
        assertThat(Terminal.safe("a\u001b[2Jb\nc")).isEqualTo("a?[2Jb\nc");
    }

    private static TransactionStep step(String id, GatePoint gate, String undo) {
        return new TransactionStep(
                new StepId(id),
                gate,
                "Do it",
                "ALTER TABLE t\n  ADD b text",
                "ACCESS EXCLUSIVE on public.t",
                Duration.ofMillis(500),
                Duration.ofSeconds(5),
                undo,
                "SELECT true");
    }
}
