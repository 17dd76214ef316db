package dev.keydesk.chat;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.ImageBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.MarkdownTextObject;
import com.slack.api.model.block.composition.OptionObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import com.slack.api.model.view.View;
import com.slack.api.model.view.ViewClose;
import com.slack.api.model.view.ViewSubmit;
import com.slack.api.model.view.ViewTitle;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * Block Kit in short words. Text that is too long for its place is cut rather than refused, because
 * Slack drops the whole message over one block; bare URLs and names stay plain text.
 */
public final class Blocks {
    private static final int SECTION = 3000;
    private static final int FIELD = 2000;
    private static final int MOST_FIELDS = 10;
    private static final int HEADER = 150;
    private static final int LABEL = 2000;
    private static final int ALT = 2000;
    private static final int TITLE = 24;
    static final int BUTTON = 75;
    private static final int OPTION = 75;
    private static final int PLACEHOLDER = 150;

    private Blocks() {}

    public static LayoutBlock header(String text) {
        return HeaderBlock.builder().text(plain(text, HEADER)).build();
    }

    public static LayoutBlock section(String markup) {
        return SectionBlock.builder().text(markup(markup, SECTION)).build();
    }

    public static LayoutBlock section(String markup, Button beside) {
        return SectionBlock.builder()
                .text(markup(markup, SECTION))
                .accessory(beside.element())
                .build();
    }

    public static LayoutBlock section(String blockId, String markup, Menu beside) {
        return SectionBlock.builder()
                .blockId(blockId)
                .text(markup(markup, SECTION))
                .accessory(beside.element())
                .build();
    }

    /** Pairs in two columns; Slack takes ten. */
    public static LayoutBlock fields(String... markups) {
        List<TextObject> fields =
                Arrays.stream(markups)
                        .limit(MOST_FIELDS)
                        .<TextObject>map(m -> markup(m, FIELD))
                        .toList();
        return SectionBlock.builder().fields(fields).build();
    }

    /** Small and grey: who, when, the ticket. */
    public static LayoutBlock context(String markup) {
        return ContextBlock.builder().elements(List.of(markup(markup, SECTION))).build();
    }

    /**
     * A picture that Slack fetches from there.
     *
     * @param alt all that is to be seen on it, for those who cannot
     */
    public static LayoutBlock image(URI address, String alt) {
        return ImageBlock.builder()
                .imageUrl(address.toString())
                .altText(Mrkdwn.cut(alt, ALT))
                .build();
    }

    public static LayoutBlock divider() {
        return DividerBlock.builder().build();
    }

    public static LayoutBlock actions(String blockId, Button... buttons) {
        List<BlockElement> elements =
                Arrays.stream(buttons).<BlockElement>map(Button::element).toList();
        return ActionsBlock.builder().blockId(blockId).elements(elements).build();
    }

    /** Exactly these characters in fixed width, ready to be copied; nothing in them is markup. */
    public static LayoutBlock preformatted(String text) {
        var characters = RichTextSectionElement.Text.builder().text(text).build();
        var block = RichTextPreformattedElement.builder().elements(List.of(characters)).build();
        return RichTextBlock.builder().elements(List.of(block)).build();
    }

    /** A field of a modal; the block id is where its errors are shown. */
    public static InputBlock input(String blockId, String label, BlockElement element) {
        return InputBlock.builder()
                .blockId(blockId)
                .label(plain(label, LABEL))
                .element(element)
                .build();
    }

    public static InputBlock input(
            String blockId, String label, String hint, BlockElement element) {
        var input = input(blockId, label, element);
        input.setHint(plain(hint, LABEL));
        return input;
    }

    public static OptionObject option(String text, String value) {
        return OptionObject.builder().text(plain(text, OPTION)).value(value).build();
    }

    public static OptionObject option(String text, String value, String description) {
        var option = option(text, value);
        option.setDescription(plain(description, OPTION));
        return option;
    }

    public static PlainTextObject placeholder(String text) {
        return plain(text, PLACEHOLDER);
    }

    /** A modal with a way out and nothing to send. */
    public static View notice(String title, List<LayoutBlock> blocks) {
        return View.builder()
                .type("modal")
                .title(
                        ViewTitle.builder()
                                .type("plain_text")
                                .text(Mrkdwn.cut(title, TITLE))
                                .emoji(false)
                                .build())
                .close(close("Close"))
                .blocks(blocks)
                .build();
    }

    /** By this a modal with a private answer is known. */
    public static final String ANSWER = "private-answer";

    /** A message as a modal, for whoever has no message to see it in. */
    static View answer(OutgoingMessage message) {
        var view =
                notice(
                        "Keydesk",
                        message.blocks().isEmpty()
                                ? List.of(section(message.text()))
                                : message.blocks());
        view.setCallbackId(ANSWER);
        return view;
    }

    private static ViewClose close(String text) {
        return ViewClose.builder().type("plain_text").text(text).emoji(false).build();
    }

    /** A modal to fill in; the private metadata goes to the person's client, so no secrets. */
    public static View form(
            String callbackId,
            String title,
            String submit,
            String privateMetadata,
            List<LayoutBlock> blocks) {
        var view = notice(title, blocks);
        view.setCallbackId(callbackId);
        view.setSubmit(
                ViewSubmit.builder()
                        .type("plain_text")
                        .text(Mrkdwn.cut(submit, TITLE))
                        .emoji(false)
                        .build());
        view.setClose(close("Cancel"));
        view.setPrivateMetadata(privateMetadata);
        return view;
    }

    public static View home(List<LayoutBlock> blocks) {
        return View.builder().type("home").blocks(blocks).build();
    }

    static PlainTextObject plain(String text, int limit) {
        return PlainTextObject.builder().text(Mrkdwn.cut(text, limit)).emoji(false).build();
    }

    /** Verbatim: otherwise Slack links bare URLs and channel names it finds in foreign text. */
    private static MarkdownTextObject markup(String markup, int limit) {
        return MarkdownTextObject.builder()
                .text(Mrkdwn.cutMarkup(markup, limit))
                .verbatim(true)
                .build();
    }
}
